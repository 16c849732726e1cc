package smart.lab.hedging;

/**
 * One machine of a backend that has several.
 *
 * @param address where it listens, or would
 * @param scenario what the mock plays there, or the empty text where nothing listens
 */
record Replica(String address, String scenario) {
    boolean isUp() {
        return !scenario.isEmpty();
    }
}

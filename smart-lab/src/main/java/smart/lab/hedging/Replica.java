package smart.lab.hedging;

/**
 * One machine of a backend that has several.
 *
 * @param address where it listens, or would listen
 * @param scenario the mock's scenario, or an empty string if nothing listens there
 */
record Replica(String address, String scenario) {
    boolean isUp() {
        return !scenario.isEmpty();
    }
}

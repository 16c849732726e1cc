package smart.bench;

/** The program as a process of a test: with a generator that is hardly warmed up. */
final class QuickCommand {
    private QuickCommand() {}

    public static void main(String[] args) {
        System.exit(BenchCommand.program(Bench.WARM_UP, args));
    }
}

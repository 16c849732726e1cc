package smart.service.admin.console;

import java.util.List;
import java.util.function.Consumer;
import smart.service.admin.console.state.StatusInputs;
import smart.service.admin.console.watch.Event;
import smart.service.admin.peers.Peer;
import smart.service.errorlog.NoteGroups;
import smart.service.errorlog.NoteGroups.Group;

/** The states that the page is looked at in, by the names of their pictures. */
enum ConsoleStates {
    HEALTHY(console -> {}),
    RECOVERED(console -> {
        console.situations.rare.put("smart.requests.backend_error", 412L);
        console.events = List.of(
                new Event(
                        "task",
                        "",
                        console.now() - 100_000,
                        console.now() - 100_000L,
                        "set-limit",
                        "limit.maxInFlight: 50 -> 100, by 127.0.0.1"),
                new Event(
                        "state",
                        "bad",
                        console.now() - 240_000,
                        console.now() - 90_000,
                        "Backend failing",
                        "412 calls failed"));
    }),
    RECOVERING(console -> console.situations.five.put("smart.requests.backend_error", 412L)),
    BACKEND_FAILING(console -> {
        StatusInputs s = console.situations;
        s.happened("smart.backend.attempts.failure", 5000);
        s.happened("smart.backend.errors.refused", 5000);
        s.happened("smart.requests.backend_error", 5000);
        s.lastFailure = "no connection to the backend: Connection refused";
        s.errorLogBytes = 76_000;
        s.draining = true;
        s.notReady("drain", "it was told to drain");
        console.groups = new NoteGroups(
                List.of(
                        new Group("refused", null, s.lastFailure, 4712, 0, console.now() - 190_000, console.now()),
                        new Group(
                                "status",
                                503,
                                "the backend answered 503",
                                3,
                                0,
                                console.now() - 400_000,
                                console.now() - 200_000),
                        new Group(
                                null,
                                null,
                                "the disk could not keep up with the notes",
                                1,
                                88,
                                console.now() - 60_000,
                                console.now() - 60_000)),
                0,
                false);
        console.events = List.of(
                new Event("state", "bad", console.now() - 192_000, null, "Backend failing", "4712 calls failed"));
    }),
    REFUSING(console -> {
        console.situations.happened("smart.requests.rejected", 700);
        console.situations.inFlight = 100;
    }),
    CALLERS_GONE(console -> {
        console.situations.happened("smart.requests.client_gone", 300);
        console.situations.happened("smart.backend.attempts.cancelled", 300);
        console.situations.callers = 8_640;
    }),
    SLOW_FROM_THE_START(console -> {
        StatusInputs s = console.situations;
        s.usual = Double.NaN;
        s.callP95 = s.callP95OfTheMinute = s.callP95OfFive = s.attemptP95 = s.attemptP50 = 3500;
        s.errorLogBytes = 100;
    }),
    DRAINING(console -> {
        console.situations.draining = true;
        console.situations.notReady("drain", "it was told to drain");
        console.situations.attemptP95 = 2100;
    }),
    NO_TRAFFIC(console -> {
        console.situations.nothingHappened();
        console.situations.inFlight = 0;
        console.lastCall = console.now() - 3_000_000;
    }),
    ERROR_LOG_FULL(console -> {
        console.situations.errorLogProblem = "backend_errors.log can't be written: No space left on device";
        console.situations.notReady("error-log", console.situations.errorLogProblem);
        console.situations.errorLogBytes = 64L << 20;
        console.tasks = new Now.TaskAccess(
                "off", "tasks are off: the admin port is not on loopback, and adminUser and adminPassword are not set");
    }),
    REPLICAS(console -> console.peers = List.of(
            new Peer(
                    "10.1.0.7:8001",
                    true,
                    "a",
                    "smart-7f9c-x2",
                    "ok",
                    "Healthy",
                    "1.0.0",
                    true,
                    45.2,
                    3,
                    100,
                    140.0,
                    null),
            new Peer(
                    "10.1.0.8:8001",
                    false,
                    "b",
                    "smart-7f9c-k8",
                    "bad",
                    "Backend failing",
                    "1.0.0",
                    true,
                    44.0,
                    9,
                    100,
                    900.0,
                    null),
            Peer.silent("10.1.0.9:8001", "no response within 1.5 s")));

    @SuppressWarnings("ImmutableEnumChecker") // None of them holds anything.
    private final Consumer<ScriptedConsole> script;

    ConsoleStates(Consumer<ScriptedConsole> script) {
        this.script = script;
    }

    /** Has the console be so, and nothing else that it was before. A page that asks meanwhile waits. */
    void play(ScriptedConsole console) {
        synchronized (console) {
            console.situations = new StatusInputs();
            console.events = List.of();
            console.peers = List.of();
            console.groups = new NoteGroups(List.of(), 0, false);
            console.tasks = new Now.TaskAccess("open", "");
            console.lastCall = null;
            script.accept(console);
        }
    }

    String picture() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

package smart.mock.scenario;

/** The behaviour of the backend: one scenario for all requests, or stubs with their own scenarios. Immutable. */
public sealed interface Behaviour permits Scenario, Stubs {}

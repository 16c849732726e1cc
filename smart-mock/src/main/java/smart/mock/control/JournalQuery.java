package smart.mock.control;

import org.eclipse.jetty.server.Request;

/** A query to the journal: entries later than {@code sinceNanos}, the first {@code limit} of them. */
record JournalQuery(long sinceNanos, int limit, boolean detail) {
    static JournalQuery of(Request request) throws ProblemException {
        long sinceNanos = -1;
        int limit = Integer.MAX_VALUE;
        boolean detail = false;
        for (var field : Request.extractQueryParameters(request)) {
            var value = field.getValue();
            if (field.getValues().size() > 1) {
                throw bad("\"" + field.getName() + "\" may be given once");
            }
            switch (field.getName()) {
                case "since" -> sinceNanos = since(value);
                case "limit" -> limit = limit(value);
                case "detail" -> detail = detail(value);
                default -> throw bad("\"" + field.getName() + "\" is unknown; allowed: since, limit, detail");
            }
        }
        return new JournalQuery(sinceNanos, limit, detail);
    }

    private static long since(String value) throws ProblemException {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds >= 0 && seconds <= 1e9) {
                return Math.round(seconds * 1e9);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad("since is a number of seconds, 0 or more, not \"" + value + "\"");
    }

    private static int limit(String value) throws ProblemException {
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad("limit is a whole number from 1 to 2147483647, not \"" + value + "\"");
    }

    private static boolean detail(String value) throws ProblemException {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad("detail is true or false, not \"" + value + "\"");
        };
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(400, "Bad query", detail);
    }
}

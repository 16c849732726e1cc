package smart.service.admin.guard;

import java.util.Locale;

/** The access to tasks. */
public enum Access {
    /** Whoever reaches the port. */
    OPEN(""),
    /** Only users with the credentials. */
    CREDENTIALS("credentials are needed: adminUser and adminPassword"),
    /** Nobody. */
    OFF("tasks are off: the admin port is not on loopback, and adminUser and adminPassword are not set");

    private final String why;

    Access(String why) {
        this.why = why;
    }

    /** The name in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The obstacle, or an empty string. */
    public String why() {
        return why;
    }
}

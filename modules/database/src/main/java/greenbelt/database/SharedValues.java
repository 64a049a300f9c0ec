package greenbelt.database;

/// Turns off what H2 shares between all threads of a JVM: a table of 1,024 values, into which each value that is read is written,
/// so that equal ones may be one object. Two threads that scan two databases then write the same cache lines all the time, and
/// are together no faster than one.
///
/// It is a system property, which H2 reads once: so before H2 is first used. Who sets it himself has his way.
final class SharedValues {
    private static final String PROPERTY = "h2.objectCache";

    private SharedValues() {}

    static void turnOff() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "false");
        }
    }
}

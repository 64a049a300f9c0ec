package greenbelt.database;

import java.util.List;

/// The tables of a service, as the statements that create them in an empty database.
///
/// @param version from 1, raised with every change to the statements; a database of another version is refused
/// @param statements SQL that both H2 and PostgreSQL understand, in order
public record Schema(int version, List<String> statements) {
    public Schema {
        if (version < 1) {
            throw new IllegalArgumentException("version must be >= 1, was " + version);
        }
        statements = List.copyOf(statements);
    }

    /// This schema, and behind it the tables of a building block that the service uses.
    public Schema and(List<String> more) {
        var all = new java.util.ArrayList<>(statements);
        all.addAll(more);
        return new Schema(version, all);
    }
}

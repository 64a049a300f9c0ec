package greenbelt.database;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One row of a result. Columns are named as in the query; a NULL throws [DatabaseException] except where optional.
public interface Row {
    String text(String column);

    Optional<String> optionalText(String column);

    int integer(String column);

    long number(String column);

    boolean flag(String column);

    Instant instant(String column);

    Optional<Instant> optionalInstant(String column);

    UUID uuid(String column);
}

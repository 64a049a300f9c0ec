package greenbelt.database;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /// The names of the columns: what is not quoted in the query, in lower case.
    List<String> columns();

    /// The values of all columns, as a [Cursor] gives them.
    @Nullable Object[] values();
}

package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.DatabaseException.Kind;
import java.io.IOException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An error of the database driver")
class SqlErrorsTest {
    @Test
    @DisplayName("is FULL when the operating system found no room, however deep that is hidden")
    void full() {
        var hidden = new IllegalStateException(new IOException("No space left on device"));
        var failure = SqlErrors.during("commit", new SQLException("General error", hidden));
        assertThat(failure.kind()).isEqualTo(Kind.FULL);
        assertThat(failure).hasMessage("commit: the disk is full");
    }

    @Test
    @DisplayName("means that the transaction was lost when another one was in its way")
    void lost() {
        var inTheWay =
                new SQLException("concurrent update", "90131", ErrorCode.CONCURRENT_UPDATE_1);
        var deadlock = new SQLException("deadlock", "40001", ErrorCode.DEADLOCK_1);
        var other = new SQLException("unique", "23505", ErrorCode.DUPLICATE_KEY_1);
        assertThat(SqlErrors.lost(SqlErrors.during("commit", inTheWay))).isTrue();
        assertThat(SqlErrors.lost(SqlErrors.during("commit", deadlock))).isTrue();
        assertThat(SqlErrors.lost(SqlErrors.during("commit", other))).isFalse();
    }
}

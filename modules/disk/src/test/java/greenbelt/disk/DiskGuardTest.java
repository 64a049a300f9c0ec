package greenbelt.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A guard of a disk")
class DiskGuardTest {
    private static final Path DATA = Path.of("data");

    private final AtomicLong usable = new AtomicLong(DiskGuard.RESERVE_BYTES);
    private final DiskGuard guard = new DiskGuard(DATA, folder -> usable.get());

    @Test
    @DisplayName("lets write as long as the reserve is free")
    void room() {
        assertThatCode(guard::check).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("says how much is free, and how much has to be")
    void full() {
        usable.decrementAndGet();

        assertThatThrownBy(guard::check)
                .isInstanceOf(DiskFull.class)
                .hasMessage(
                        "the disk is full: 32767 KiB are free for data, 32768 KiB have to stay free");
    }

    @Test
    @DisplayName("lets write again as soon as there is room")
    void roomAgain() {
        usable.set(0);
        assertThatThrownBy(guard::check).isInstanceOf(DiskFull.class);

        usable.set(DiskGuard.RESERVE_BYTES);

        assertThatCode(guard::check).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("knows the room of a folder that is still to be made")
    void notMadeYet(@TempDir Path folder) {
        assertThat(DiskSpace.REAL.usableBytes(folder.resolve("a/b"))).isPositive();
    }

    @Test
    @DisplayName("is recognised behind the failures that it causes")
    void behind() {
        var full = new DiskFull("the disk is full");

        assertThat(DiskFull.behind(new IllegalStateException("place order", full))).contains(full);
        assertThat(DiskFull.behind(new IllegalStateException("place order"))).isEmpty();
    }
}

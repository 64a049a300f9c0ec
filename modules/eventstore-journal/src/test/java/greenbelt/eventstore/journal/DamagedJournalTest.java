package greenbelt.eventstore.journal;

import static greenbelt.eventstore.journal.Stage.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.StoredEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A journal that was damaged")
class DamagedJournalTest {
    private static final int EVENTS = 200;
    private static final int BITS = 300;

    @TempDir Path folder;

    private Stage stage;
    private List<StoredEvent> told;

    @BeforeEach
    void begin() {
        stage = new Stage(folder);
        stage.append(ORDER, Samples.events("a", EVENTS));
        stage.settle();
        told = stage.inStore();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    @DisplayName(
            "by truncation, at each boundary of a record and within each, never tells anything else than the store")
    void truncated() throws IOException {
        for (var segment : segments()) {
            var cuts = new TreeSet<Long>(List.of(0L, 3L, 100L, 40_000L));
            for (long boundary : boundaries(segment)) {
                cuts.addAll(List.of(boundary, boundary + 2, boundary + 4, boundary + 90));
            }
            for (long cut : cuts) {
                truncated(
                        segment.file(),
                        cut,
                        boundaries(segment).getLast(),
                        () -> assertToldOrDamaged(segment));
            }
        }
    }

    /// Does something while a file is cut; what is behind `end` is zeros.
    private static void truncated(Path path, long length, long end, Runnable meanwhile)
            throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            long whole = file.length();
            var records = new byte[Math.toIntExact(end)];
            file.readFully(records);
            file.setLength(length);
            meanwhile.run();
            file.seek(0);
            file.write(records);
            file.setLength(whole);
        }
    }

    @Test
    @DisplayName("by a wrong bit never tells anything else than the store")
    void flipped() throws IOException {
        var random = new Random(7);
        int noticed = 0;
        for (int i = 0; i < BITS; i++) {
            var segments = segments();
            var segment = segments.get(random.nextInt(segments.size()));
            var ends = boundaries(segment);
            // Nine of ten among the records, the rest in what Chronicle has before them.
            long first = ends.getFirst();
            long at =
                    random.nextInt(10) > 0
                            ? first + random.nextLong(ends.getLast() - first)
                            : random.nextLong(first);
            flip(segment.file(), at, 1 << random.nextInt(8));
            noticed += assertToldOrDamaged(segment) ? 0 : 1;
            flip(segment.file(), at, 0);
        }
        assertThat(noticed).isGreaterThan(BITS / 2);
    }

    private int undo;

    /// Changes the bits of `mask`, or, for 0, changes those back.
    private void flip(Path path, long at, int mask) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            int old = file.read();
            file.seek(at);
            file.write(old ^ (mask == 0 ? undo : mask));
            undo = mask;
        }
    }

    /// Reads a segment with everything before it; answers whether nothing was noticed, and then it must be the whole.
    private boolean assertToldOrDamaged(Segment segment) {
        var coverage = new Coverage(0, 0, segments());
        var found = new ArrayList<StoredEvent>();
        try (var reader = new JournalReader(coverage, segment.begin(), damage -> {})) {
            while (reader.position() < segment.end() && reader.next()) {
                found.add(reader.event());
            }
        } catch (JournalDamaged damaged) {
            assertThat(damaged).hasMessageContaining("the journal is damaged");
            int begin = (int) segment.begin();
            assertThat(found).isEqualTo(told.subList(begin, begin + found.size()));
            return false;
        }
        assertThat(found).isEqualTo(told.subList((int) segment.begin(), (int) segment.end()));
        return true;
    }

    private List<Segment> segments() {
        return stage.journal.coverage().segments();
    }

    /// Where the records of a segment begin, and where the last one ends.
    private static List<Long> boundaries(Segment segment) {
        var found = new ArrayList<Long>();
        try (var reader = new SegmentReader(segment)) {
            while (reader.next()) {
                found.add(reader.recordAt());
            }
            found.add(found.getLast() + reader.record().remaining());
        }
        return found;
    }

    @Test
    @DisplayName("is read around, mended, and says in a sentence what was wrong")
    void mended() throws IOException {
        var segment = segments().get(2);
        flip(segment.file(), boundaries(segment).get(3) + 30, 4);

        assertThat(stage.all(stage.journaled, EventFilter.ALL)).isEqualTo(told);
        assertThat(stage.settle())
                .returns(1L, JournalStatus::mended)
                .returns((long) EVENTS, JournalStatus::position)
                .returns(
                        "the journal is damaged behind position %d, in %019d: found a wrong checksum"
                                .formatted(segment.begin() + 3, segment.begin()),
                        status -> status.trouble().orElse(""));
        assertThat(stage.inJournal()).isEqualTo(told);
    }

    @Test
    @DisplayName("is found out by comparing it with the store")
    void verified() throws IOException {
        var segment = segments().get(1);
        flip(segment.file(), boundaries(segment).getFirst() + 9, 1);

        assertThat(stage.inTask(stage.journal::verify).trouble())
                .get()
                .asString()
                .startsWith("the journal is damaged behind position " + segment.begin());
        stage.settle();
        assertThat(stage.inJournal()).isEqualTo(told);
    }

    @Test
    @DisplayName(
            "while nobody had it open is mended, whatever file is missing, cut, foreign or of another version")
    void whileClosed() throws IOException {
        var journal = Stage.journalIn(folder);
        var names = segments().stream().map(Segment::folder).toList();
        var damages = new TreeMap<String, Damage>();
        damages.put("no segment 1", () -> delete(names.get(1)));
        damages.put("no first segment", () -> delete(names.getFirst()));
        damages.put("no last segment", () -> delete(names.getLast()));
        damages.put("no file in a segment", () -> Files.delete(file(names.get(1))));
        damages.put("no file in the last", () -> Files.delete(file(names.getLast())));
        damages.put("last cut", () -> cut(file(names.getLast()), 70_000));
        damages.put("last empty", () -> cut(file(names.getLast()), 0));
        damages.put("noise", () -> Files.write(file(names.getLast()), noise()));
        damages.put(
                "foreign file", () -> Files.write(names.get(1).resolve("19990101F.cq4"), noise()));
        damages.put("no name", () -> Files.delete(journal.resolve("journal")));
        damages.put(
                "older version",
                () -> Files.writeString(journal.resolve("journal"), "greenbelt journal 0\n"));
        damages.put("wrong name", () -> flip(journal.resolve("journal"), 3, 1));
        damages.put("wrong edition", () -> flip(journal.resolve("journal"), 36, 1));
        damages.put("nothing left", () -> delete(journal));
        for (var damage : damages.entrySet()) {
            stage.close();
            damage.getValue().happen();
            stage = new Stage(folder);
            stage.settle();
            assertThat(stage.all(stage.journaled, EventFilter.ALL))
                    .as(damage.getKey())
                    .isEqualTo(told);
            stage.settle();
            assertThat(stage.inJournal()).as(damage.getKey()).isEqualTo(told);
        }
    }

    private interface Damage {
        void happen() throws IOException;
    }

    private static Path file(Path segment) {
        return new Segment(segment, 0, 0).file();
    }

    private static byte[] noise() {
        var noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static void cut(Path path, long length) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
    }

    private static void delete(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    @DisplayName("because it is of another store, or ahead of this one, is made anew")
    void ofAnotherStore() throws IOException {
        stage.close();
        delete(folder.resolve("store"));
        stage = lookingLate();
        stage.append(ORDER, Samples.events("b", EVENTS / 2));
        assertThat(stage.settle().trouble())
                .contains("the journal is ahead of the store: it has position 200, the store 100");
        assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(EVENTS / 2);

        stage.close();
        delete(folder.resolve("store"));
        stage = lookingLate();
        stage.append(ORDER, Samples.events("c", EVENTS));
        assertThat(stage.settle().trouble()).contains("the journal is of another store");
        assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(EVENTS);
    }

    /// One whose journal does not look before it is told to.
    private Stage lookingLate() {
        var late = new Limits(Stage.SMALL.segmentBytes(), 64, 1, Duration.ofHours(1));
        return new Stage(folder, late, path -> Long.MAX_VALUE);
    }

    @Test
    @DisplayName(
            "or was none: a folder with somebody's files is left as it is, and everything comes from the store")
    void foreign() throws IOException {
        stage.close();
        var journal = Stage.journalIn(folder);
        delete(journal);
        Files.createDirectories(journal);
        Files.writeString(journal.resolve("notes.txt"), "mine");
        stage = new Stage(folder);

        assertThat(stage.settle())
                .returns(JournalStatus.State.STOPPED, JournalStatus::state)
                .returns(
                        journal
                                + " is not a journal's folder: it has notes.txt in it; empty it to have a journal",
                        status -> status.trouble().orElse(""));
        assertThat(stage.all(stage.journaled, EventFilter.ALL)).isEqualTo(told);
        try (var content = Files.list(journal)) {
            assertThat(content).containsExactly(journal.resolve("notes.txt"));
        }
    }

    @Test
    @DisplayName("or that another has open is left alone")
    void inUse() {
        assertThatThrownBy(() -> JournalFolder.take(Stage.journalIn(folder)))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("another process uses the journal in ");
        assertThat(stage.inJournal()).isEqualTo(told);
    }
}

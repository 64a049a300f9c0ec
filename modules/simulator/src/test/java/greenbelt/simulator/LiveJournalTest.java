package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.journal.Journal;
import greenbelt.eventstore.journal.JournalStatus;
import greenbelt.eventstore.journal.JournalStatus.State;
import greenbelt.eventstore.journal.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of a live system")
class LiveJournalTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    @DisplayName(
            "says what the store says, also after its node has crashed, and begins anew with everything else")
    void follows() {
        try (var system = Simulator.open(Plan.live(data(), 0))) {
            assertThat(data().resolve("journal")).doesNotExist();
            place(system);
            var rebuilt = rebuild(system);
            assertThat(rebuilt)
                    .returns(State.CURRENT, JournalStatus::state)
                    .returns(0L, JournalStatus::lag);
            assertThat(rebuilt.position()).isPositive();

            system.run("crash", () -> system.crash("order-1"));
            system.run("restart", () -> system.restart("order-1"));
            place(system);
            assertThat(verify(system))
                    .isEqualTo(
                            new Verified(
                                    rebuilt.position(),
                                    rebuilt.position(),
                                    lastPosition(system) - rebuilt.position(),
                                    Optional.empty()));
            assertThat(system.run("status", system::status).journal()).isEmpty();

            system.run("reset", system::reset);
            assertThat(journal(system).status())
                    .returns(State.RESTING, JournalStatus::state)
                    .returns(0L, JournalStatus::position);
        }
    }

    @Test
    @DisplayName("that is of no use is shown in the status, and nobody is unwell because of it")
    void ofNoUse() throws IOException {
        Simulator.open(Plan.live(data(), 0)).close();
        Files.createDirectories(data().resolve("journal"));
        Files.writeString(data().resolve("journal/notes.txt"), "mine");
        try (var system = Simulator.open(Plan.live(data(), 0))) {
            place(system);
            rebuild(system);
            var status = system.run("status", system::status);
            assertThat(status.journal())
                    .get()
                    .returns(State.STOPPED, JournalStatus::state)
                    .extracting(journal -> journal.trouble().orElse(""))
                    .asString()
                    .contains("is not a journal's folder: it has notes.txt in it");
            assertThat(status.isHealthy()).isTrue();
        }
    }

    @Test
    @DisplayName("is not there when the system is ephemeral or virtual")
    void none() {
        try (var system = Simulator.open(Plan.ephemeral(0))) {
            assertThat(system.journal()).isEmpty();
        }
        try (var system = Simulator.open(Plan.virtual(7))) {
            assertThat(system.journal()).isEmpty();
        }
    }

    private static void place(Simulator system) {
        system.run("load", () -> system.load(LoadPlan.of(3), answered -> {}));
    }

    private static Journal journal(Simulator system) {
        return system.journal().orElseThrow();
    }

    private static JournalStatus rebuild(Simulator system) {
        return system.run("rebuild", () -> journal(system).rebuild(PATIENCE));
    }

    private static Verified verify(Simulator system) {
        return system.run("verify", () -> journal(system).verify());
    }

    private static long lastPosition(Simulator system) {
        return system.run("look", () -> system.eventStore().durablePosition().value());
    }
}

package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.catalogue.Catalogue;
import greenbelt.command.events.JournalCommands;
import greenbelt.eventstore.journal.JournalStatus;
import greenbelt.eventstore.journal.JournalStatus.State;
import greenbelt.eventstore.journal.Verified;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The commands about the journal")
class JournalCommandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"journal status", "journal verify", "journal rebuild"})
    @DisplayName("say where there is none that all events are read from the store")
    void none(String line) {
        try (var simulator = Simulator.open(Plan.virtual(7))) {
            var interpreter =
                    new Interpreter(
                            Catalogue.commands(),
                            simulator,
                            false,
                            () -> Page.unicode(120),
                            _ -> {});
            var outcome = interpreter.run(line);
            assertThat(outcome.exitCode()).isEqualTo(CommandRefused.FAILED);
            assertThat(outcome.text()).contains("there is no journal: a virtual world");
        }
    }

    @Test
    @DisplayName("say how it fares in a line")
    void sentence() {
        assertThat(
                        JournalCommands.sentence(
                                new JournalStatus(
                                        State.CURRENT, 12_345, 17, 3, 0, Optional.empty())))
                .isEqualTo(
                        "current: has the events up to position 12,345, in 3 segments; the store is 17 ahead");
        assertThat(
                        JournalCommands.sentence(
                                new JournalStatus(
                                        State.NO_ROOM,
                                        0,
                                        9,
                                        0,
                                        2,
                                        Optional.of("the disk is full"))))
                .isEqualTo(
                        "no room: has the events up to position 0, in 0 segments; the store is 9 ahead; mended 2 times; the disk is full");
        assertThat(
                        JournalCommands.sentence(
                                new JournalStatus(State.CURRENT, 1, 0, 1, 1, Optional.empty())))
                .endsWith("; mended once");
    }

    @Test
    @DisplayName("say what is copied and right, and how much is missing")
    void verified() {
        assertThat(JournalCommands.sentence(new Verified(1_200, 1_200, 0, Optional.empty())))
                .isEqualTo("1,200 events, up to position 1,200, are what the store says");
        assertThat(JournalCommands.sentence(new Verified(1_200, 1_200, 17, Optional.empty())))
                .isEqualTo(
                        "1,200 events, up to position 1,200, are what the store says; 17 in the store are not copied yet, and are read from there");
        assertThat(JournalCommands.sentence(new Verified(0, 0, 3, Optional.empty())))
                .isEqualTo(
                        "nothing is copied yet; 3 in the store are not copied yet, and are read from there");
    }
}

package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Interpreter.Outcome;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import org.junit.jupiter.api.AfterEach;

/// A virtual world and somebody at its commands, anew for each test.
abstract class CommandsFixture {
    final Simulator simulator;
    final Interpreter interpreter;
    private final Page page;

    /// @param seed of the world
    /// @param width of the page, in columns
    CommandsFixture(long seed, int width) {
        simulator = Simulator.open(Plan.virtual(seed));
        page = Page.unicode(width);
        interpreter = interpreter(simulator);
    }

    /// Somebody at the commands of a world.
    final Interpreter interpreter(Simulator world) {
        return new Interpreter(Catalogue.commands(), world, false, () -> page, this::progress);
    }

    /// A command tells how far it is.
    void progress(String line) {}

    @AfterEach
    final void close() {
        simulator.close();
    }

    final Outcome run(String line) {
        return interpreter.run(line);
    }

    /// What a command prints that is not refused.
    final String text(String line) {
        var outcome = run(line);
        assertThat(outcome.refused()).as(outcome.text()).isFalse();
        return outcome.text();
    }

    /// What a command prints that is refused.
    final String refusal(String line) {
        var outcome = run(line);
        assertThat(outcome.refused()).as(outcome.text()).isTrue();
        return outcome.text();
    }
}

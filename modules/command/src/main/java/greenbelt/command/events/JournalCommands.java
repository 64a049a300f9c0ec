package greenbelt.command.events;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.eventstore.journal.Journal;
import greenbelt.eventstore.journal.JournalException;
import greenbelt.eventstore.journal.JournalStatus;
import greenbelt.eventstore.journal.Verified;
import greenbelt.view.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The copy of the events for fast replay.
public final class JournalCommands {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// How long a look may take; when it is copying, that is what is shown.
    private static final Duration PATIENCE_TO_LOOK = Duration.ofSeconds(5);

    private JournalCommands() {}

    public static List<Command> all() {
        return List.of(status(), verify(), rebuild());
    }

    private static Command status() {
        return new Command(
                        "journal status",
                        "Shows how far the events are copied for fast replay, and what was wrong with the copy last",
                        List.of(),
                        List.of("journal status", "journal status --json"),
                        call -> status(journal(call).catchUp(PATIENCE_TO_LOOK)))
                .teaching(
                        "A copy made for fast reading is not the truth, and can be lost without loss")
                .watched();
    }

    private static Result status(JournalStatus status) {
        return Result.of(sentence(status), status)
                .withExitCode(status.isWell() ? 0 : CommandRefused.FAILED);
    }

    /// How a journal fares, in a line.
    public static String sentence(JournalStatus status) {
        return String.format(
                        Locale.ROOT,
                        "%s: has the events up to position %,d, in %s; the store is %,d ahead",
                        Spoken.inWords(status.state()),
                        status.position(),
                        Words.counted(status.segments(), "segment"),
                        status.lag())
                + mended(status.mended())
                + status.trouble().map("; "::concat).orElse("");
    }

    private static String mended(long times) {
        return times == 0
                ? ""
                : times == 1 ? "; mended once" : "; mended %d times".formatted(times);
    }

    private static Command verify() {
        return new Command(
                        "journal verify",
                        "Compares every event in the copy with the store; what is different is copied anew",
                        List.of(),
                        List.of("journal verify"),
                        call -> verified(carefully(() -> journal(call).verify())))
                .teaching("Copies drift; only a comparison knows");
    }

    private static Result verified(Verified found) {
        return found.trouble().isEmpty()
                ? Result.of(sentence(found), found)
                : Result.of(found.trouble().get() + "; it is copied anew", found)
                        .withExitCode(CommandRefused.FAILED);
    }

    /// What is copied and right, in a line, and how much is not copied yet.
    public static String sentence(Verified found) {
        var same =
                found.events() == 0
                        ? "nothing is copied yet"
                        : String.format(
                                Locale.ROOT,
                                "%,d events, up to position %,d, are what the store says",
                                found.events(),
                                found.position());
        return found.missing() == 0
                ? same
                : same
                        + String.format(
                                Locale.ROOT,
                                "; %,d in the store are not copied yet, and are read from there",
                                found.missing());
    }

    private static Command rebuild() {
        return new Command(
                        "journal rebuild",
                        "Throws the copy away and copies the store anew; nothing is lost by it",
                        List.of(),
                        List.of("journal rebuild"),
                        call -> status(carefully(() -> journal(call).rebuild(PATIENCE))))
                .teaching("What is derived can be thrown away");
    }

    private static Journal journal(Call call) {
        return call.simulator()
                .journal()
                .orElseThrow(() ->
                        CommandRefused.failed(
                                "there is no journal: a virtual world and an ephemeral system read all events from the store"));
    }

    /// What is asked of the journal.
    private interface Request<T> {
        T answer();
    }

    private static <T> T carefully(Request<T> request) {
        try {
            return request.answer();
        } catch (JournalException failure) {
            throw CommandRefused.failed(String.valueOf(failure.getMessage()));
        }
    }
}

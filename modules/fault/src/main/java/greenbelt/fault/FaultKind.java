package greenbelt.fault;

import static greenbelt.fault.Target.Kind.CALL;
import static greenbelt.fault.Target.Kind.DATABASE;
import static greenbelt.fault.Target.Kind.GROUP;
import static greenbelt.fault.Target.Kind.NODE;
import static greenbelt.fault.Target.Kind.PROJECTION;
import static greenbelt.fault.Target.Kind.SAGA;
import static greenbelt.fault.Target.Kind.TOPIC;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What can go wrong: the catalogue.
///
/// Most faults strike single operations: a call, a message published, a delivery, a transaction, a crash point of a
/// node; the fault's [Rate] says which of them. Those that are a state (see [#isState]) are on for a while instead.
///
/// The names are those of the field; see Peter Alvaro, Severine Tymon: Abstracting the Geniuses Away from Failure
/// Testing, ACM Queue 2017, and the nemeses of [Jepsen](https://github.com/jepsen-io/jepsen).
public enum FaultKind {
    LATENCY("takes longer", CALL, TOPIC, GROUP, DATABASE),
    ERROR_REPLY("is answered with an error, and not carried out", CALL, DATABASE),
    REFUSED("is refused: the caller knows that it was not carried out", CALL, TOPIC),
    REQUEST_LOST(
            "is lost on the way there: not carried out, and the caller cannot know", CALL, TOPIC),
    REPLY_LOST(
            "is carried out, and the answer is lost: the caller cannot know",
            CALL,
            TOPIC,
            GROUP,
            DATABASE),
    DUPLICATE("happens twice", CALL, TOPIC, GROUP),
    REORDER("is overtaken by the next one", CALL, TOPIC),
    CORRUPTED("arrives damaged; what is sent again arrives whole", TOPIC, GROUP),
    POISON("makes whoever takes it fail, however often it is tried", GROUP, PROJECTION, SAGA),
    CONSUMER_STOPPED("is not given to its consumer", GROUP),
    PARTITION("is cut off: nothing gets through in that direction", CALL, TOPIC),
    CRASH("loses its memory and what was not durable, and starts again", NODE),
    PAUSE("stands still while time goes on", NODE),
    CLOCK_SKEW("has a clock that is wrong", NODE),
    COMMIT_REFUSED("refuses to commit", DATABASE),
    DISK_FULL("has no room to write", DATABASE);

    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<Target.Kind> targets;

    FaultKind(String sentence, Target.Kind... targets) {
        this.sentence = sentence;
        this.targets = List.of(targets);
    }

    /// The kind with this word, such as `reply-lost`; `slow-consumer` and `slow-database` are [#LATENCY].
    public static Optional<FaultKind> of(String word) {
        return switch (word) {
            case "slow-consumer", "slow-database" -> Optional.of(LATENCY);
            default -> Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        };
    }

    /// Every kind's word, in the order of the catalogue.
    public static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }

    /// Its name in plans and commands, such as `reply-lost`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What happens to its target, such as `takes longer`; the target is the subject of the sentence.
    public String sentence() {
        return sentence;
    }

    /// What it can strike, in the order of the enum.
    public Set<Target.Kind> targets() {
        return new TreeSet<>(targets);
    }

    /// Whether it is on for a while, rather than striking single operations.
    public boolean isState() {
        return switch (this) {
            case CONSUMER_STOPPED, PARTITION, CLOCK_SKEW -> true;
            default -> false;
        };
    }

    /// Whether it takes a delay: how much longer, how long held back, how long away or still.
    public boolean takesDelay() {
        return switch (this) {
            case LATENCY, REORDER, CRASH, PAUSE -> true;
            default -> false;
        };
    }

    /// Which kinds never come into effect on such a target where this one always strikes; itself included, where a second
    /// of its kind adds nothing.
    Set<FaultKind> hidden(Target.Kind target) {
        return switch (this) {
            case PARTITION -> EnumSet.allOf(FaultKind.class);
            case REFUSED -> EnumSet.complementOf(EnumSet.of(PARTITION));
            case REQUEST_LOST -> EnumSet.complementOf(EnumSet.of(PARTITION, REFUSED));
            case ERROR_REPLY -> hiddenByErrors(target);
            case DISK_FULL -> EnumSet.of(DISK_FULL, COMMIT_REFUSED);
            case POISON -> EnumSet.of(POISON, CORRUPTED, DUPLICATE, REPLY_LOST);
            case CORRUPTED -> hiddenByDamage(target);
            case LATENCY, CRASH, PAUSE -> EnumSet.noneOf(FaultKind.class);
            default -> EnumSet.of(this);
        };
    }

    /// A call is answered before it is under way, a transaction after the database has taken its time.
    private static Set<FaultKind> hiddenByErrors(Target.Kind target) {
        var first = EnumSet.of(PARTITION, REFUSED, REQUEST_LOST);
        if (target == DATABASE) {
            first.add(LATENCY);
        }
        return EnumSet.complementOf(first);
    }

    /// A publisher sends again what was damaged on its way.
    private static Set<FaultKind> hiddenByDamage(Target.Kind target) {
        return target == TOPIC
                ? EnumSet.of(CORRUPTED, REORDER, DUPLICATE, REPLY_LOST)
                : EnumSet.of(CORRUPTED);
    }

    @Override
    public String toString() {
        return word();
    }
}

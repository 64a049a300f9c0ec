package greenbelt.testkit;

import greenbelt.bus.Bus;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What every [Bus] promises, as sentences, each with a check.
public final class BusContract {
    private BusContract() {}

    /// One promise.
    ///
    /// @param text what a bus does
    /// @param check throws when it does not
    public record Sentence(String text, Consumer<BusScene> check) {}

    /// The promises as tests, each in a new world with a new bus.
    public static Stream<DynamicTest> of(
            Supplier<? extends World> worlds, Function<World, ? extends Bus> buses) {
        return sentences().stream()
                .map(sentence ->
                        DynamicTest.dynamicTest(
                                sentence.text, () -> check(sentence, worlds, buses)));
    }

    /// Checks one promise of a new bus in a new world; throws when it is not kept.
    public static void check(
            Sentence sentence,
            Supplier<? extends World> worlds,
            Function<World, ? extends Bus> buses) {
        try (var world = worlds.get()) {
            var scene = new BusScene(world, buses.apply(world));
            world.<Optional<Void>>enter(
                    world.start("test"),
                    "check",
                    () -> {
                        sentence.check.accept(scene);
                        return Optional.empty();
                    });
        }
    }

    public static List<Sentence> sentences() {
        return Stream.of(
                        BusDeliveryContract.sentences(),
                        BusPartitionContract.sentences(),
                        BusRetryContract.sentences(),
                        BusDeadLetterContract.sentences(),
                        BusGroupContract.sentences())
                .flatMap(List::stream)
                .toList();
    }
}

package greenbelt.bench.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Those who are measured in turns.
final class Contenders implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final int connections;
    private final List<Contender> all = new ArrayList<>();

    /// @param connections to each of them
    Contenders(int connections) {
        this.connections = connections;
    }

    /// @param child closed with this, the last one first
    void add(String name, Child child, Requests requests) {
        all.add(new Contender(name, child, connections, requests));
    }

    List<Contender> all() {
        return List.copyOf(all);
    }

    Optional<Contender> find(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// Lets each answer as fast as it can, in turns; a first round warms them up and does not count.
    void inRounds(int rounds, Duration each) throws IOException {
        for (int round = 0; round <= rounds; round++) {
            for (var one : all) {
                one.closedLoop(round == 0 ? WARM_UP : each);
                if (round == 0) {
                    one.forget();
                }
            }
        }
    }

    /// What the slowest answers in a second.
    double slowest() {
        return all.stream().mapToDouble(Contender::median).min().orElseThrow();
    }

    @Override
    public void close() {
        all.reversed().forEach(Contender::close);
    }
}

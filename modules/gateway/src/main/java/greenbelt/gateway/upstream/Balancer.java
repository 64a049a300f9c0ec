package greenbelt.gateway.upstream;

import greenbelt.gateway.upstream.Balance.HashByHeader;
import greenbelt.gateway.upstream.Balance.LeastRequests;
import greenbelt.gateway.upstream.Balance.RoundRobin;
import greenbelt.http.Request;
import greenbelt.world.Randomness;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Picks who gets a request. Safe for many tasks.
sealed interface Balancer {
    /// Who of them gets this request.
    ///
    /// @param among at least one
    Instance pick(List<Instance> among, Request request);

    /// The one that spreads by this rule.
    ///
    /// @param upstream after which draws are named
    static Balancer of(Balance balance, World world, String upstream) {
        return switch (balance) {
            case RoundRobin() -> new InTurn(new AtomicLong());
            case LeastRequests() -> new TwoChoices(world, "two choices/" + upstream + "/");
            case HashByHeader(var header) -> new Rendezvous(header, new InTurn(new AtomicLong()));
        };
    }

    /// One after the other.
    record InTurn(AtomicLong turns) implements Balancer {
        @Override
        public Instance pick(List<Instance> among, Request request) {
            return among.get((int) (turns.getAndIncrement() % among.size()));
        }
    }

    /// Of two that are drawn, the one with fewer requests under way; of equals the one that was drawn first.
    ///
    /// @param draws to which the name of the task is added, so that no request changes what is drawn for another
    record TwoChoices(World world, String draws) implements Balancer {
        @Override
        public Instance pick(List<Instance> among, Request request) {
            if (among.size() == 1) {
                return among.getFirst();
            }
            var random = world.random(draws + Task.current().map(Task::name).orElse("outside"));
            int first = random.nextInt(among.size());
            int other = random.nextInt(among.size() - 1);
            var one = among.get(first);
            var two = among.get(other < first ? other : other + 1);
            return two.inFlight() < one.inFlight() ? two : one;
        }
    }

    /// The one whose name, hashed together with the value of the field, gives the highest number.
    ///
    /// So an instance that comes takes over those values for which it has the highest number, of n instances 1/n of all, and
    /// one that goes leaves its own to the others; no value moves between two that stay.
    ///
    /// @param without for requests that do not have the field
    /// @see <a href="https://doi.org/10.1109/90.663936">Thaler, Ravishankar: Using name-based mappings to increase hit
    ///      rates, 1998</a>
    record Rendezvous(String header, Balancer without) implements Balancer {
        @Override
        public Instance pick(List<Instance> among, Request request) {
            var value = request.headers().first(header);
            return value.isPresent() ? highest(among, value.get()) : without.pick(among, request);
        }

        private static Instance highest(List<Instance> among, String value) {
            var best = among.getFirst();
            long highest = number(best, value);
            for (var instance : among.subList(1, among.size())) {
                long number = number(instance, value);
                if (number > highest) {
                    best = instance;
                    highest = number;
                }
            }
            return best;
        }

        private static long number(Instance instance, String value) {
            return Randomness.of(0, instance.name() + "/" + value).nextLong();
        }
    }
}

package greenbelt.testkit;

import greenbelt.http.Network;
import greenbelt.http.SimulatedNetwork;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The simulated network")
@ParameterizedClass(name = "with seed {0}")
@ValueSource(longs = {1, 2, 3})
class SimulatedNetworkTest extends NetworkContract {
    private final long seed;

    SimulatedNetworkTest(long seed) {
        this.seed = seed;
    }

    @Override
    protected World newWorld() {
        return new VirtualWorld(seed);
    }

    @Override
    protected Network newNetwork(World itsWorld) {
        return new SimulatedNetwork(itsWorld);
    }
}

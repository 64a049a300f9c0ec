package greenbelt.world;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The live world, like the other one,")
class LiveWorldContractTest extends WorldContract {
    LiveWorldContractTest() {
        super(new LiveWorld());
    }
}

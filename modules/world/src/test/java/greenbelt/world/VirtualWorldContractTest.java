package greenbelt.world;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The virtual world, like the other one,")
class VirtualWorldContractTest extends WorldContract {
    VirtualWorldContractTest() {
        super(new VirtualWorld(1));
    }
}

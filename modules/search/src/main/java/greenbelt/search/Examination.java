package greenbelt.search;

import greenbelt.contract.Finding;
import greenbelt.simulator.Simulator;
import java.util.List;

/// What a trial looks at.
interface Examination {
    /// Every invariant that the system has.
    Examination USUAL =
            new Examination() {
                @Override
                public List<Finding> meanwhile(Simulator system) {
                    return system.checkMeanwhile();
                }

                @Override
                public List<Finding> inTheEnd(Simulator system) {
                    return system.check();
                }
            };

    /// What must hold at every moment.
    List<Finding> meanwhile(Simulator system);

    /// What must hold when everything has come to rest.
    List<Finding> inTheEnd(Simulator system);
}

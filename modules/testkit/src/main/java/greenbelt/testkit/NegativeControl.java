package greenbelt.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Proves that a contract can be failed: runs its tests against something that is known to break it.
public final class NegativeControl {
    private NegativeControl() {}

    /// Runs the tests of `broken`, and answers the display names of those that passed although they should not.
    ///
    /// @param broken a nested class, so that the build does not run it as a test of its own
    public static List<String> passedAgainst(Class<?> broken) {
        var passed = new Passed();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(broken))
                                .build(),
                        passed);
        if (passed.getSummary().getTestsStartedCount() == 0) {
            throw new IllegalArgumentException("no tests in " + broken.getName());
        }
        return passed.names();
    }

    /// Collects the names of tests that passed.
    private static final class Passed extends SummaryGeneratingListener {
        private final List<String> names = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            super.executionFinished(test, result);
            if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
                names.add(test.getDisplayName());
            }
        }

        List<String> names() {
            return names;
        }
    }
}

package greenbelt.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What fills a screen, and changes when keys are pressed or time passes. Used by one thread.
///
/// Every scene is left with `q` and with Escape; who shows it sees to that.
public interface Scene {
    /// What there is to see now, from top to bottom.
    ///
    /// @param page as wide as the screen
    /// @param rows how many lines the screen has; further ones are not seen
    List<String> lines(Page page, int rows);

    /// Takes a key; what it does not know, it leaves aside.
    void press(Key key);

    /// How long what is seen holds; when empty, until a key is pressed.
    Optional<Duration> pace();
}

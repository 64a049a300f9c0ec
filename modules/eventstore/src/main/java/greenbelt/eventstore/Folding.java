package greenbelt.eventstore;

import java.util.Optional;

/// How the events of a stream become a state, and how a state is written down.
///
/// @param <S> the states; a value, never changed
public interface Folding<S> {
    /// The state before the first event.
    S initial();

    /// The state after one more event.
    S after(S state, StoredEvent event);

    /// From 1; raised with every change to what a written state means, also when `after` means something else by it.
    int schemaVersion();

    /// The state as text. What is sealed in it stays sealed.
    String write(S state);

    /// The state of this text, which was written under [#schemaVersion]; empty when it cannot be read.
    Optional<S> read(String data);
}

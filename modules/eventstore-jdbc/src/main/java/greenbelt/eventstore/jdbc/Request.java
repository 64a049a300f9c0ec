package greenbelt.eventstore.jdbc;

import greenbelt.eventstore.EventStoreException;
import greenbelt.world.Mailbox;
import java.util.function.Function;

/// What the writer is asked to do in a batch, with the mailbox of the task that waits for the answer.
///
/// @param what names it when it fails
record Request<R>(String what, Function<Batch, R> work, Mailbox<Answer<R>> answers) {

    /// What the writer answers.
    sealed interface Answer<R> {
        /// It is done, and durable.
        record Done<R>(R result) implements Answer<R> {}

        /// It failed. Nothing was written, or all of it but perhaps not durably; asking the same again tells.
        record Failed<R>(RuntimeException cause) implements Answer<R> {}
    }

    /// Does it in this batch; what that returns gives the answer, once the batch is committed.
    Runnable in(Batch batch) {
        var result = work.apply(batch);
        return () -> answers.put(new Answer.Done<>(result));
    }

    void failed(RuntimeException cause) {
        answers.put(new Answer.Failed<>(cause));
    }

    R await() {
        return switch (answers.await()) {
            case Answer.Done<R>(var result) -> result;
            case Answer.Failed<R>(var cause) -> throw new EventStoreException(what, cause);
        };
    }
}

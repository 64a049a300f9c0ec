package greenbelt.eventstore.jdbc;

import greenbelt.event.Envelope;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Mailbox;
import java.util.List;

/// An append on its way to the writer, with the mailbox of the task that waits for the answer.
record Append(StreamId stream, Expected expected, List<Envelope> events, Mailbox<Answer> answers) {

    /// What the writer answers.
    sealed interface Answer {
        /// It is done, and durable.
        record Done(AppendResult result) implements Answer {}

        /// It failed. Nothing was written, or all of it but perhaps not durably; appending the same events again tells.
        record Failed(RuntimeException cause) implements Answer {}
    }

    void done(AppendResult result) {
        answers.put(new Answer.Done(result));
    }

    void failed(RuntimeException cause) {
        answers.put(new Answer.Failed(cause));
    }

    AppendResult await() {
        return switch (answers.await()) {
            case Answer.Done(var result) -> result;
            case Answer.Failed(var cause) ->
                    throw new EventStoreException("append to " + stream, cause);
        };
    }
}

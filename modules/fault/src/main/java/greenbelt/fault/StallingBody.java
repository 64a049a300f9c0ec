package greenbelt.fault;

import greenbelt.fault.Target.Call;
import greenbelt.http.Body;
import greenbelt.world.Durations;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;

/// A body that streams, and of which nothing comes through while the way that it takes is cut.
///
/// What was sent meanwhile arrives when the cut is over; when that takes longer than [#PATIENCE] the stream breaks off.
final class StallingBody implements Body {
    /// How long a reader that hears nothing believes that something will come.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Faults faults;
    private final Call way;
    private final Body body;

    StallingBody(Faults faults, Call way, Body body) {
        this.faults = faults;
        this.way = way;
        this.body = body;
    }

    private void awaitPassage() throws IOException {
        if (!faults.isQuiet() && !faults.awaitPassage(way, PATIENCE)) {
            var message =
                    "nothing has come from %s for %s: a fault"
                            .formatted(way.from(), Durations.format(PATIENCE));
            throw new IOException(message, new FaultException(message));
        }
    }

    @Override
    public OptionalLong length() {
        return body.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new Incoming(body.open());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(new Outgoing(out));
    }

    @Override
    public void close() {
        body.close();
    }

    /// What was sent is read when it can have arrived.
    private final class Incoming extends FilterInputStream {
        Incoming(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            awaitPassage();
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            awaitPassage();
            return read;
        }
    }

    /// What is written goes out when it can arrive.
    private final class Outgoing extends FilterOutputStream {
        Outgoing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int single) throws IOException {
            awaitPassage();
            out.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            awaitPassage();
            out.write(bytes, offset, length);
        }
    }
}

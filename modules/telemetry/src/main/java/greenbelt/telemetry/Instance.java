package greenbelt.telemetry;

import greenbelt.world.Part;

/// One run of one service on one node; it knows when that is over.
final class Instance implements Part {
    private final String service;
    private final String node;
    private volatile boolean up = true;

    Instance(String service, String node) {
        this.service = service;
        this.node = node;
    }

    String service() {
        return service;
    }

    String node() {
        return node;
    }

    boolean isUp() {
        return up;
    }

    @Override
    public void stop() {
        up = false;
    }

    @Override
    public void crash() {
        up = false;
    }
}

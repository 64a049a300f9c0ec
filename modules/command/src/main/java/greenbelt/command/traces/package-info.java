/// What a request did, and why it ended as it did.
package greenbelt.command.traces;

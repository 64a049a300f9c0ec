/// The event store, what is made of its events, and the past.
package greenbelt.command.events;

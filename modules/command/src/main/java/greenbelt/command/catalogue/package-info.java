/// All commands together.
package greenbelt.command.catalogue;

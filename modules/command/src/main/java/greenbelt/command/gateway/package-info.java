/// Routes, who may pass, how many, and who answers.
package greenbelt.command.gateway;

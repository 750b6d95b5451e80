/**
 * The conductor: tends the database off-peak, by itself. One replica at a time conducts a round: it looks what the database
 * needs most, has that done, and looks again.
 *
 * <pre>
 *   window opens, or was missed, or somebody asks
 *                    |
 *              (requested) ------ one replica takes the leader's lock, for as long as its connection lives
 *                    |                        bound passed
 *                 running  <------------------------------------------>  yielding
 *                    |                          calm again
 *      +-------------+---------------+--------------------+
 *  completed      stopped         failed             interrupted: service stopped or killed, connection lost;
 *  nothing left   window closed,  the plan           the window goes on with a new round of any replica
 *  to do          or told to      cannot be made
 *
 *  missed: a window closed without a round; a round catches up, with what is late only, as soon as it is calm
 * </pre>
 */
@NullMarked
package com.wedsync.core.conductor;

import org.jspecify.annotations.NullMarked;

/* damage: what a message about a damaged file tells its reader to do. Word and Excel repair much
 * that is refused here, and only its sender has a file that they do not open.
 */
#ifndef CHITIEU_EXTRACT_DAMAGE_H
#define CHITIEU_EXTRACT_DAMAGE_H

#define DAMAGE_REMEDY                                                                              \
    " Open the file in Word or Excel, save it again and send that; if it does not open, ask the "  \
    "sender for it again."

#endif

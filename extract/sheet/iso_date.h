/* iso_date: the serial number of an ISO 8601 date or time, as a cell of type d stores it.
 *
 * "2021-06-30", "2021-06-30T14:30:00.5", "14:30:00"; a zone is ignored as Excel does. Source:
 * ECMA-376-1 §18.17.4.1.
 */
#ifndef CHITIEU_EXTRACT_SHEET_ISO_DATE_H
#define CHITIEU_EXTRACT_SHEET_ISO_DATE_H

#include <stdbool.h>

/* Days in the 1900 or 1904 system; false when the text is no date or time, or before the system's
 * first day. */
bool iso_date_serial(const char *text, bool date1904, double *serial);

#endif

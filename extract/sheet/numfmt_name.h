/* numfmt_name: the number formats that HTML and XML pages of Excel name instead of writing their
 * code ("Percent", "Short Date"). Source: "Microsoft Office HTML and XML Reference",
 * mso-number-format; XML Spreadsheet Reference, ss:NumberFormat.
 */
#ifndef CHITIEU_EXTRACT_SHEET_NUMFMT_NAME_H
#define CHITIEU_EXTRACT_SHEET_NUMFMT_NAME_H

/* The code of such a name, the text itself when it is none; NULL for General. */
const char *numfmt_of_name(const char *name);

#endif

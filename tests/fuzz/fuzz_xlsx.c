/* The XLSX reader. The input is sheet, shared strings, styles, workbook. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct fuzz_part parts[] = {
        {"[Content_Types].xml", fuzz_xlsx_types, NULL}, {"_rels/.rels", fuzz_xlsx_root, NULL},
        {"xl/_rels/workbook.xml.rels", fuzz_xlsx_relations, NULL}, {"xl/sheet1.xml", NULL, ""},
        {"xl/sharedStrings.xml", NULL, NULL}, {"xl/styles.xml", NULL, NULL}, {"xl/workbook.xml", NULL, fuzz_xlsx_workbook},
    };
    fuzz_package(parts, sizeof parts / sizeof *parts, data, size);
    return 0;
}

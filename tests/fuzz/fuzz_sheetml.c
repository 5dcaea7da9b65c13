/* The reader of XML Spreadsheet 2003. The input is the workbook behind the tag of its root element. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char head[] = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
        "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">";
    uint8_t *file = malloc(sizeof head + size);
    if (!file)
        return 0;
    memcpy(file, head, sizeof head - 1);
    if (size)
        memcpy(file + sizeof head - 1, data, size);
    fuzz_bytes(file, sizeof head - 1 + size);
    free(file);
    return 0;
}

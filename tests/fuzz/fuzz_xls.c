/* The XLS reader. The input is a BIFF stream, which is read without a container too. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_bytes(data, size);
    return 0;
}

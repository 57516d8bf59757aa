// HDF5 1.10.8 does not free everything after it met a damaged file, and cannot close a file whose disk is
// full. The tests do both on purpose; leaks outside the library are still reported.

// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the name is the sanitizer's
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();

// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the name is the sanitizer's
const char* __lsan_default_suppressions()
{
    return "leak:libhdf5\n";
}

// HDF5 1.10.8 does not free everything after it met a damaged file, and cannot close a file whose disk is
// full. The tests do both on purpose; leaks outside the library are still reported.
extern "C" const char*
__lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)

extern "C" const char*
__lsan_default_suppressions()  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)
{
    return "leak:libhdf5\n";
}

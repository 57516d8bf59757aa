#include "h5_file.hpp"

#include <cerrno>

#include "file_descriptor.hpp"

#include <fcntl.h>

namespace palpate::session::h5 {

namespace {

enum class Locking { ByLibrary, ByCaller };

/// Bounds V110: checksummed metadata. Objects must be closed before the file, so that closing it writes all.
Handle accessProperties(Locking locking)
{
    Handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose};
    if (access.isValid() && (H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110) < 0 ||
                             H5Pset_fclose_degree(access.get(), H5F_CLOSE_SEMI) < 0 ||
                             H5Pset_file_locking(access.get(), locking == Locking::ByLibrary, true) < 0)) {
        return Handle{H5I_INVALID_HID, H5Pclose};
    }
    return access;
}

}  // namespace

Result<Handle> createFile(const std::filesystem::path& path)
{
    prepareLibrary();
    const Handle access = accessProperties(Locking::ByCaller);
    const Handle create{H5Pcreate(H5P_FILE_CREATE), H5Pclose};
    if (!access.isValid() || !create.isValid() || H5Pset_obj_track_times(create.get(), false) < 0 ||
        H5Pset_link_creation_order(create.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) < 0) {
        return failure(ErrorCode::Io, "an HDF5 file cannot be prepared");
    }
    Handle file{H5Fcreate(path.c_str(), H5F_ACC_TRUNC, create.get(), access.get()), H5Fclose};
    if (!file.isValid()) {
        return failure(ErrorCode::Io, "the HDF5 file cannot be created");
    }
    return file;
}

Result<Handle> openForReading(const std::filesystem::path& path)
{
    prepareLibrary();
    {
        // The library's own words for a missing file do not help anybody.
        const FileDescriptor probe = openFile(path, O_RDONLY);
        if (!probe.isOpen()) {
            const int error_number = errno;
            return fail(error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, reasonOf(error_number));
        }
    }
    const Handle access = accessProperties(Locking::ByLibrary);
    Handle file{H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose};
    if (!file.isValid()) {
        return failure(ErrorCode::Corrupt, "not a Palpate session, or damaged");
    }
    return file;
}

Result<Handle> openForChange(const std::filesystem::path& path)
{
    prepareLibrary();
    const Handle access = accessProperties(Locking::ByCaller);
    Handle file{H5Fopen(path.c_str(), H5F_ACC_RDWR, access.get()), H5Fclose};
    if (!file.isValid()) {
        return failure(ErrorCode::Corrupt, "not a Palpate session, or damaged");
    }
    return file;
}

}  // namespace palpate::session::h5

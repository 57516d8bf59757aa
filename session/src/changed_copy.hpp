#pragma once

#include <filesystem>
#include <functional>

#include <hdf5.h>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// Copies a session to NAME.part, lets `change` work on the copy's open HDF5 file, reads the copy back, syncs
/// it and renames it over the session: the session is whole at every moment, and unchanged after any failure.
/// Busy when another program is changing it.
[[nodiscard]] Result<void> changeByCopy(const std::filesystem::path& path,
                                        const std::function<Result<void>(hid_t file)>& change);

}  // namespace palpate::session

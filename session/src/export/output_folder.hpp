#pragma once

#include <filesystem>
#include <string>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// A folder of results that appears whole or not at all: files go to a new folder beside it, which takes its
/// name at the end. Dropped without publish(), it leaves nothing.
class OutputFolder final {
  public:
    /// True for the names that may be in an existing folder that is to be replaced.
    using IsOwnFile = bool (*)(const std::string& name);

    /// AlreadyExists when the folder is there and may not be replaced, or holds files that are not its own,
    /// so that no export ever removes something else. NotFound when the folder around it is missing.
    [[nodiscard]] static Result<OutputFolder> create(const std::filesystem::path& folder, bool overwrite,
                                                     IsOwnFile is_own_file);
    OutputFolder(OutputFolder&& other) noexcept;
    OutputFolder& operator=(OutputFolder&&) = delete;
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    ~OutputFolder();

    /// Where a file of this name is to be written.
    [[nodiscard]] std::filesystem::path pathOf(const std::string& name) const { return part_ / name; }
    /// The folder in the making.
    [[nodiscard]] const std::filesystem::path& part() const { return part_; }
    /// Gives the folder its name, and removes the earlier one. The files must be on the disk.
    [[nodiscard]] Result<void> publish();

  private:
    OutputFolder(std::filesystem::path folder, std::filesystem::path part, bool replaces);
    [[nodiscard]] Result<void> replaceEarlier();

    std::filesystem::path folder_;
    std::filesystem::path part_;
    bool replaces_;
};

}  // namespace palpate::session

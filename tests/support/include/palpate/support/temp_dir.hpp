#pragma once

#include <filesystem>

namespace palpate::support {

/// A new empty folder, removed with all its content at the end of the test.
class TempDir {
  public:
    TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    ~TempDir();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::filesystem::path& name) const
    {
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace palpate::support

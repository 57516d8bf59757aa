#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "palpate/core/error.hpp"

#include "picture/map_drawing.hpp"

namespace palpate::session {

enum class FilmFormat { Mp4, Gif };

/// A film, drawing by drawing, by the machine's libav. One thread.
class FilmWriter final {
  public:
    /// Into the existing empty file `path`; `name` stands in errors.
    [[nodiscard]] static Result<FilmWriter> create(const std::filesystem::path& path, FilmFormat format,
                                                   int width, int height, double fps,
                                                   const std::string& name);
    FilmWriter(FilmWriter&& other) noexcept;
    FilmWriter& operator=(FilmWriter&&) = delete;
    ~FilmWriter();

    /// The next one, 1 / fps after the one before.
    [[nodiscard]] Result<void> append(const Drawing& drawing);
    [[nodiscard]] Result<void> finish();

  private:
    struct State;
    explicit FilmWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace palpate::session

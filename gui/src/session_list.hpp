#pragma once

#include <filesystem>
#include <optional>

#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace palpate::gui {

/// What the review page shows before a session is open: the latest recordings, those that were cut off with
/// the offer to recover them, and how to open another file.
class SessionList final : public QFrame {
    Q_OBJECT

  public:
    explicit SessionList(QWidget* parent = nullptr);

    /// Reads the folder again. `running` is left out: it is not finished.
    void refresh(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& running);

  Q_SIGNALS:
    void openRequested(const QString& path);
    void recoverRequested(const QString& journal_path);
    void browseRequested();

  private:
    QLabel* folder_;
    QListWidget* list_;
    QLabel* empty_;
};

}  // namespace palpate::gui

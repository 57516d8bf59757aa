#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <QMainWindow>
#include <QStackedWidget>

#include "compare_page.hpp"
#include "live_page.hpp"
#include "page_rail.hpp"
#include "review_page.hpp"
#include "session_loader.hpp"
#include "settings.hpp"
#include "settings_page.hpp"
#include "techniques_page.hpp"
#include "trend_page.hpp"

namespace palpate::gui {

/// Puts the pages together; what they do is theirs.
class MainWindow final : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(const Settings& settings, const ConnectFunction& connect, QWidget* parent = nullptr);

    void openSession(const std::filesystem::path& path);
    /// In this order.
    void compareSessions(const std::filesystem::path& before, const std::filesystem::path& after);
    /// With its own pain limit and first tool; false when there is none of that id.
    bool useTechnique(const std::string& id);
    /// Connects to the simulator and records into `folder`.
    void startDemo(const std::string& scenario, const std::filesystem::path& folder);
    void showPage(PageRail::Page page);
    [[nodiscard]] LivePage& livePage() { return *live_; }
    [[nodiscard]] TechniquesPage& techniquesPage() { return *techniques_; }
    [[nodiscard]] ReviewPage& reviewPage() { return *review_; }
    [[nodiscard]] ComparePage& comparePage() { return *compare_; }
    [[nodiscard]] TrendPage& trendPage() { return *trend_; }

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    [[nodiscard]] SessionLoader::Callbacks loaderCallbacks();
    void connectPages();
    void connectCompare();
    void addShortcuts();
    void browse();
    void browsePair();
    void openDropped(const std::vector<std::filesystem::path>& paths);
    void recover(const QString& journal_path);
    void applySettings(const Settings& settings);

    Settings settings_;
    /// Another text size takes effect with the next start.
    int started_font_scale_pct_;
    PageRail* rail_;
    QStackedWidget* pages_;
    LivePage* live_;
    ReviewPage* review_;
    ComparePage* compare_;
    TrendPage* trend_;
    TechniquesPage* techniques_;
    SettingsPage* settings_page_;
    SessionLoader loader_;
};

}  // namespace palpate::gui

//! The texts of a post by the names that spans give them.

use super::Post;

impl Post<'_> {
    /// The text that spans of this field cut (`in` of the record): `text`, `media_text`, `target.text`, …; `None` where the post
    /// has no such text, or no such field exists.
    ///
    /// ```
    /// let post = netra::Post::text("Mantap, gas!").target_text("Coblos nomor 1!");
    /// assert_eq!(post.field("target.text"), Some("Coblos nomor 1!"));
    /// assert_eq!(post.field("media_text"), None);
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let target = self.target.as_ref();
        let author = self.author.as_ref();
        match name {
            "text" => Some(&self.text),
            "media_text" => self.media_text.as_deref(),
            "target.text" => target?.text.as_deref(),
            "target.account" => target?.account.as_deref(),
            "target.name" => target?.name.as_deref(),
            "author.account" => author?.account.as_deref(),
            "author.name" => author?.name.as_deref(),
            "author.bio" => author?.bio.as_deref(),
            _ => None,
        }
    }
}

// Fetches the trend when its place comes into view. Without it, the link in that place leads to the trend's own page.
(() => {
  const load = (place) => {
    const link = place.querySelector("a");
    place.setAttribute("aria-busy", "true");
    fetch(place.dataset.address, { redirect: "error" })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.statusText))))
      .then((trend) => {
        place.innerHTML = trend;
        place.append(link);
        Behaviour.applySubtree(place);
      })
      .catch((problem) => console.warn("The synchronization trend cannot be loaded.", problem))
      .finally(() => place.removeAttribute("aria-busy"));
  };

  Behaviour.specify(".synchronization-trend-place", "synchronization-trend", 0, (place) => {
    if (!("IntersectionObserver" in window)) {
      load(place);
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          observer.disconnect();
          load(place);
        }
      },
      { rootMargin: "100px" },
    );
    observer.observe(place);
  });
})();

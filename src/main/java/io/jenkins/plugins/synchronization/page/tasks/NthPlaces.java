package io.jenkins.plugins.synchronization.page.tasks;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds what comes at some places of a sorted list without sorting all of it. */
final class NthPlaces {

    /** Compares two of them by their number; never 0 for different ones. */
    interface Order {
        /** Negative if the first comes first. */
        int compare(int one, int other);
    }

    private final int[] numbers;
    private final Order order;

    private NthPlaces(int count, Order order) {
        this.numbers = IntStream.range(0, count).toArray();
        this.order = order;
    }

    /** The numbers from 0 to below the count that come at the places from one to below another, in order. */
    static int[] of(int count, int from, int to, Order order) {
        NthPlaces places = new NthPlaces(count, order);
        places.bring(0, count, from, to);
        return Arrays.copyOfRange(places.numbers, from, to);
    }

    /** Quicksort that leaves alone what is not asked for. */
    private void bring(int low, int high, int from, int to) {
        int begin = low;
        int end = high;
        while (end - begin > 1 && begin < to && end > from) {
            int pivot = partition(begin, end, ThreadLocalRandom.current().nextInt(begin, end));
            if (pivot - begin < end - pivot) {
                bring(begin, pivot, from, to);
                begin = pivot + 1;
            } else {
                bring(pivot + 1, end, from, to);
                end = pivot;
            }
        }
    }

    /** Puts what is before the one at a place in front of it, and returns where that one then is. */
    private int partition(int begin, int end, int place) {
        int value = numbers[place];
        int next = begin;
        swap(place, end - 1);
        for (int i = begin; i < end - 1; i++) {
            if (order.compare(numbers[i], value) < 0) {
                swap(i, next++);
            }
        }
        swap(next, end - 1);
        return next;
    }

    private void swap(int one, int other) {
        int number = numbers[one];
        numbers[one] = numbers[other];
        numbers[other] = number;
    }
}
